// Package recent holds what was used last, up to a bound.
package recent

import (
	"container/list"
	"sync"
)

// A Cache forgets what was not used for longest. It is safe for concurrent use.
type Cache[K comparable, V any] struct {
	mu     sync.Mutex
	most   int
	weight int
	weigh  func(V) int
	order  *list.List // of pairs, the last used first
	at     map[K]*list.Element
}

type pair[K comparable, V any] struct {
	key   K
	value V
}

// New returns a cache that holds values of up to most weight together, and one
// at least. Where weigh is nil every value weighs one.
func New[K comparable, V any](most int, weigh func(V) int) *Cache[K, V] {
	if weigh == nil {
		weigh = func(V) int { return 1 }
	}
	return &Cache[K, V]{most: most, weigh: weigh, order: list.New(), at: map[K]*list.Element{}}
}

// Get returns what is held under key.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.at[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(pair[K, V]).value, true
}

// Put holds value under key, and forgets others for it.
func (c *Cache[K, V]) Put(key K, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(key)
	c.at[key] = c.order.PushFront(pair[K, V]{key, value})
	c.weight += c.weigh(value)
	for c.weight > c.most && c.order.Len() > 1 {
		c.drop(c.order.Back().Value.(pair[K, V]).key)
	}
}

// Len is how many values are held.
func (c *Cache[K, V]) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.at)
}

// Drop forgets what is held under key.
func (c *Cache[K, V]) Drop(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(key)
}

func (c *Cache[K, V]) drop(key K) {
	if e, ok := c.at[key]; ok {
		c.weight -= c.weigh(e.Value.(pair[K, V]).value)
		c.order.Remove(e)
		delete(c.at, key)
	}
}
