"""Pure formulas, one module a theme."""
