"""Great Expectations suites, one module a stage, and the runner."""
