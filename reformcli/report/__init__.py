"""The store's facts for readers: `overview` and `province` gather rows, `terminal` and `article` show them."""
