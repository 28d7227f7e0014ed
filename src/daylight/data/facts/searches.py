"""What a report needs of the methods on searches beyond their estimates."""
