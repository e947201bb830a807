"""From mentions to drafts: groups of mentions, a string of symbols, patterns over it, carry-over."""
