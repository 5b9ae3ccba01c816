/** ESLint: typescript-eslint's strict checks with types, the layers of `server/tools/layers.json`, and house limits. */
import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

const { layers } = JSON.parse(
  readFileSync(new URL('./server/tools/layers.json', import.meta.url), 'utf8'),
);

/** Last folder (or file) of a layer: what an import path from elsewhere must pass through. */
const folderOf = (layer) => layer.path.split('/').at(-1);
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const climbs = '^(?:\\.\\./)+(?:server/src/)?(?:src/)?(?:core/)?';

/** Import patterns that the files of a layer may not use, each with its reason. */
function forbidden(layer) {
  const may = new Set([layer.name, ...layer.may]);
  const closed = layers.filter((other) => !may.has(other.name) && other.name !== 'service');
  const open = (layer.files ?? []).map((file) => file.split('/').slice(-2).join('/'));
  const patterns = closed.map((other) => {
    const except = open.filter((file) => file.startsWith(`${folderOf(other)}/`)).map(escape);
    const unless = except.length === 0 ? '' : `(?!(?:.*/)?(?:${except.join('|')})$)`;
    return {
      regex: `${unless}${climbs}${escape(folderOf(other))}(?:/|$)`,
      message: `${layer.name} may not import ${other.name}: see server/tools/layers.json.`,
    };
  });
  patterns.push({
    regex: '^(?:\\.\\./)+test/',
    message: 'Nothing imports tests.',
  });
  const packages = layer.packages.map((p) => (p === 'node:*' ? 'node:' : `${escape(p)}(?:/|$)`));
  packages.push('\\.');
  patterns.push({
    regex: `^(?!${packages.join('|')})`,
    message: `${layer.name} may not import this package: see server/tools/layers.json.`,
  });
  return patterns;
}

const layerConfigs = [...layers]
  .sort((a, b) => a.path.length - b.path.length)
  .map((layer) => ({
    files: [layer.path.endsWith('.ts') ? layer.path : `${layer.path}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: forbidden(layer) }] },
  }));

/** What a file of rules may not reach for: other rules and everything that knows syntax. */
const ruleImports = [
  {
    regex: '^\\./(?!rule\\.ts$|support/)',
    message: 'A rule never imports a rule: what two need goes to support/ or lower.',
  },
  {
    regex: '/c/(?!(?:ir|call-site|value|facts|path-facts|walk)\\.ts$)',
    message: 'A rule reads facts and expressions, never syntax.',
  },
];
const rulesLayer = layers.find((layer) => layer.name === 'rules');

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      '.vscode-test/',
      'data/generated/',
      'test/vscode/workspace/',
      'server/src/core/kb/kb.types.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.mts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-warning-comments': 'error',
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allow: [{ name: 'bigint', from: 'lib' }] },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // A third of the time of a run, for what this code has none of: enums, and classes handed around.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `void x` marks a parameter that a contract asks for and a body does not need.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Both forms read well; the house uses `type` for unions and `interface` for shapes already.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
    },
  },
  ...layerConfigs,
  {
    files: ['server/src/core/rules/*-*.ts'],
    ignores: ['server/src/core/rules/rule-page.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [...forbidden(rulesLayer), ...ruleImports] }],
    },
  },
  {
    // The only importer of the parser.
    files: ['server/src/core/c/parser.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['test/**/*.ts', 'server/tools/**/*.ts', 'data/tools/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['test/**/*.ts'], rules: { 'max-lines': ['error', { max: 600 }] } },
  // Generated: one line for each rule, twice.
  { files: ['server/src/core/rules/index.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    rules: {
      eqeqeq: 'error',
      'no-unused-vars': 'error',
      'no-undef': 'off',
      'max-lines': ['error', 300],
    },
  },
);
