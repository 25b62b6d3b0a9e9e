"""Workers are killed while cases are opened, joined, left and closed: what is there afterwards?"""
