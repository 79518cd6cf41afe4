"""The command line, one module per group of commands. The street door gathers them; no room knows them."""
