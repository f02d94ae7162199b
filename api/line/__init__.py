"""The LINE bot: what it says, and how it comes to say it. No HTTP route is here."""
