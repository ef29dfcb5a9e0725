"""The JSON document of a snapshot: the contract that exports, the archive and `read` share.

`to_document(from_document(d))` is `d` again, key for key and in the same order. The other way round a snapshot comes back equal, except for
what the document leaves out on purpose: the bodies of images, fractions of a second, and whatever a time holds below its precision.
`export/schema.json` describes the same contract as a JSON Schema.
"""

from blogarchive.model.decoding import audit_of, from_document
from blogarchive.model.encoding import VERSION, to_document

__all__ = ["VERSION", "audit_of", "from_document", "to_document"]
