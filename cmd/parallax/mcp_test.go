package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMCP asks the command as an assistant does that has started it: over its
// standard input and output, which carry nothing but the protocol.
func TestMCP(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	db := filepath.Join(t.TempDir(), "library.db")
	var said bytes.Buffer
	if code := run(ctx, []string{"add", "--db", db, "../../examples/ferry"}, nil, &said, &said); code != exitDone {
		t.Fatal(code, said.String())
	}
	toServer, in := io.Pipe()
	out, fromServer := io.Pipe()
	var errs bytes.Buffer
	ended := make(chan int)
	go func() { ended <- run(ctx, []string{"mcp", "--db", db}, toServer, fromServer, &errs) }()
	client := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(ctx, &sdk.IOTransport{Reader: out, Writer: in}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := session.CallTool(ctx, &sdk.CallToolParams{Name: "read_story", Arguments: map[string]any{"story": "s1"}})
	if err != nil || r.IsError || len(r.Content) != 1 || r.StructuredContent == nil {
		t.Fatalf("%+v %v", r, err)
	}
	if text := r.Content[0].(*sdk.TextContent).Text; !strings.Contains(text, "CONFLICT") {
		t.Errorf("no difference is told:\n%s", text)
	}
	session.Close()
	select {
	case code := <-ended:
		if code != exitDone || errs.Len() > 0 {
			t.Errorf("%d %s", code, errs.String())
		}
	case <-ctx.Done():
		t.Error("the command outlives the assistant")
	}
}
