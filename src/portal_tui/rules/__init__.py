"""Pure decisions and state machines: no input, no output, no clock of their own."""
