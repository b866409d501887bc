"""How good the facts are: `make quality` scores them against gold beside the checkout, `make gate` guards a sample."""
