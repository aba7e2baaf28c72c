"""Programs that search for evidence. None of them is trusted."""
