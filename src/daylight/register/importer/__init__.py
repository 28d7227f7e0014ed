"""From a decree's file to proposed paragraphs and requirements; a person decides on each doubt."""
