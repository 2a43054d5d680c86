"""The screens of the demo page: phones, bubbles, the line one writes in."""
