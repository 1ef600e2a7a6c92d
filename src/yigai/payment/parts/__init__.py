"""Parts that several kinds of payment rule share (共用部分), as steps."""
