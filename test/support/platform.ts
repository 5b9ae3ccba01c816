/** The platform for tests that run server or command line inside the test process: real parser, real knowledge. */
import { createProjectSource } from '../../server/src/host/project-files.ts';
import { createSourceTree } from '../../server/src/host/source-tree.ts';
import { knownNames } from '../../server/src/project/known-names.ts';
import type { Platform } from '../../server/src/project/platform.ts';
import { testKb } from './kb.ts';
import { testParser } from './parser.ts';

const projects = createProjectSource(() => Promise.resolve(knownNames(testKb())));

export const platform: Platform = {
  version: '1.2.3',
  load: async () => ({ parser: await testParser(), kb: testKb() }),
  projects,
  tree: createSourceTree(projects),
};
