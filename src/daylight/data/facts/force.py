"""What a report needs of the methods on force beyond their estimates."""
