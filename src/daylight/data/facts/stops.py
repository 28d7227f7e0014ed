"""What a report needs of the methods on stops beyond their estimates."""
