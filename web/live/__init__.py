"""The live edition: the notebooks in JupyterLite, with a kernel in the browser."""
