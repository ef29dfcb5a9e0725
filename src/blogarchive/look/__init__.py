"""The page as it looked: made complete in itself, so that a browser needs nothing else to show it.

Style sheets, fonts and pictures go in as `data:` URIs; scripts, trackers and forms' targets go; frames become what they held. What is needed is asked
for by a function that is handed over: `fetch` asks the web and keeps the answers, an export finds them in the archive.

What comes out is still somebody else's page. It is only ever shown in a frame that runs no script and asks for nothing
(export.html_look); what is done here is the first of three walls, not the only one.
"""

from blogarchive.look.page import look_of
from blogarchive.look.resources import Get

__all__ = ["Get", "look_of"]
