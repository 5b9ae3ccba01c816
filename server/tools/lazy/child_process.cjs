/** Stands in for `child_process` in the server bundle: the protocol library loads it at start for helpers we do not call. */
module.exports = {
  get fork() {
    return require('node:child_process').fork;
  },
  get spawnSync() {
    return require('node:child_process').spawnSync;
  },
};
