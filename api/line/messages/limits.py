"""What LINE allows in a message, each figure with the page that states it.

``REFERENCE`` is https://developers.line.biz/en/reference/messaging-api/. Lengths of texts are
UTF-16 code units; those of actions (labels, what a tap sends) are grapheme clusters:
https://developers.line.biz/en/docs/messaging-api/text-character-count/.
"""

from __future__ import annotations

MESSAGES = 5  # in a reply or a push: REFERENCE#send-reply-message
TEXT_UNITS = 5_000  # of a text message: REFERENCE#text-message
ALT_UNITS = 400  # of a Flex message; raised to 1,500 later: REFERENCE#flex-message

QUICK_REPLIES = 13  # below a message: REFERENCE#items-object
LABEL_GRAPHEMES = 20  # of an action: REFERENCE#action-objects
ACTION_GRAPHEMES = 300  # what a tap sends or shows: REFERENCE#message-action, #postback-action
DATA_UNITS = 300  # of a postback: REFERENCE#postback-action
URI_UNITS = 1_000  # of an address that a tap opens: REFERENCE#uri-action

BUBBLE_BYTES = 30_000  # of a bubble's JSON, stated as 30 KB: REFERENCE#bubble
CAROUSEL_BYTES = 50_000  # of a carousel's JSON, stated as 50 KB: REFERENCE#f-carousel
BUBBLES = 12  # in a carousel: REFERENCE#f-carousel
