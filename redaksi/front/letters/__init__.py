"""Letters to readers, as readers meet them: what stands in an issue, and the letters that ask and answer."""
