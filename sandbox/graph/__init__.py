"""A local Microsoft Graph: users, teams, channels and their members, as the product calls them."""
