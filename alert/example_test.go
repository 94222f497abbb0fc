package alert_test

import (
	"crypto/hmac"
	"fmt"

	"parallax/alert"
)

// A receiver checks that what came is from its own Parallax before it acts: it
// signs what it got with its secret, and compares.
func ExampleSign() {
	const secret = "whsec_bWFybG93IGhhcmJvdXIgZGVzaw=="
	// From the headers webhook-id, webhook-timestamp and webhook-signature:
	id, timestamp, signature := "al_0123", "1778576400", "v1,QKV1oPwv46k5Pab150ohXpOC/DBJkVF4YW9OYkF76Dw="
	body := []byte(`{"type":"test"}`)

	want, err := alert.Sign(secret, id, timestamp, body)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(hmac.Equal([]byte(signature), []byte(want)))
	// Output: true
}
