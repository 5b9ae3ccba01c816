/** Stands in for `crypto` in the server bundle: the protocol library loads it at start and needs it for named pipes only. */
module.exports = {
  get randomBytes() {
    return require('node:crypto').randomBytes;
  },
};
