"""The suffixes of the files that can be read."""

SUFFIXES = (".txt", ".md", ".markdown", ".docx", ".doc", ".wps", ".odt", ".rtf", ".pdf", ".html", ".htm")
"""Files that a folder or a glob stands for; a file that is named is read whatever its suffix."""
