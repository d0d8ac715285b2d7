"""The engine of the briefing archive: structured briefing files in, a site that can be checked out.

The data flow one way, one verb per step: read, check, link, verify, render, publish.
"""
