.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

build: ## build the binary ./parallax
	go build -trimpath -o parallax ./cmd/parallax

demo: ## compare the example story
	go run ./cmd/parallax compare examples/ferry

test: ## install what the tests need and run them all
	./script/test

eval: ## score the analysers and hold the floors, where ../shared is there
	go test ./eval -count=1 -v

# Each line is built with the files that the lines before it wrote: the order is that of need.
models: ## rebuild the trained models from ../shared, bit for bit
	go run ./model/train/words ../shared/corpora/background/articles.jsonl.zst model/words/words.bin
	go run ./model/train classes
	go run ./model/train tag
	go run ./model/train parse
	go run ./model/train/slots ../shared/corpora/background/articles.jsonl.zst model/words/slots.bin model/words/listed.txt
	go run ./model/train gazetteer
	go run ./model/train name
	go run ./model/train quote
	go test ./nlp/boilerplate -run TestTrain -count=1 -write
	go test ./compare/figure -run TestFit -count=1 -fit
	go run ./model/train story

bench: ## measure speed: articles/s and words/s
	go test . -run '^$$' -bench . -benchtime 3x

fuzz: ## fuzz each target for 20 seconds
	@for p in $$(go list ./...); do for f in $$(go test -list '^Fuzz' $$p | grep ^Fuzz); do \
	  echo "$$p $$f"; go test $$p -run '^$$' -fuzz "^$$f$$" -fuzztime 20s -fuzzminimizetime 10x || exit 1; done; done

.PHONY: help build demo test eval models bench fuzz
