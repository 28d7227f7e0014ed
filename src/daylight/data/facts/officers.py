"""What a report needs of the methods on officers beyond their estimates."""
