"""Plants a demonstration: its people, organisations, applications, and as many more as are asked for."""
