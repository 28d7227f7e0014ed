"""What a report needs of the methods on effects beyond their estimates."""
