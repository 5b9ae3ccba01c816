/** The language service: everything an editor or the CLI may ask, over plain text and plain answers. */
export {};
