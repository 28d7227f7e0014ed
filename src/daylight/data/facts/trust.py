"""What a report needs of the methods on trust beyond their estimates."""
