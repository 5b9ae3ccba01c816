/** Scaffold of a feature part: a source in one of the rooms, its line in the room's list, its test. Pure. */
import { camel, type Scaffold } from './scaffold.ts';

interface Room {
  readonly type: string;
  /** Body of the source, as `name` and its method. */
  readonly body: string;
}

const ROOMS: Readonly<Record<string, Room>> = {
  completion: { type: 'CompletionSource', body: 'items(_place) {\n    return [];\n  },' },
  'code-actions': {
    type: 'ActionSource',
    body: "kinds: ['quickfix'],\n  actions(_place) {\n    return [];\n  },",
  },
  'inlay-hints': {
    type: 'InlaySource',
    body: 'hints(_placed, _file, _ctx) {\n    return [];\n  },',
  },
};

export const newFeature: Scaffold = (name, read) => {
  const [room = '', part = ''] = name.split('/');
  const plan = Object.hasOwn(ROOMS, room) ? ROOMS[room] : undefined;
  if (plan === undefined || !/^[a-z]+(?:-[a-z0-9]+)*$/.test(part)) {
    const rooms = Object.keys(ROOMS).join(', ');
    return { problem: `${name}: a feature part is called room/name; rooms are ${rooms}` };
  }
  const variable = `${camel(part)}Source`;
  const list = `server/src/core/features/${room}.ts`;
  const text = read(list);
  const entry = `const sources: readonly ${plan.type}[] = [`;
  const listed = text
    .replace(
      /^(import .* from '\.\/[\w-]+\/source\.ts';)$/m,
      `import { ${variable} } from './${room}/${part}.ts';\n$1`,
    )
    .replace(entry, `${entry}${variable}, `);
  if (!listed.includes(`${entry}${variable}`)) return { problem: `${list} has no list of sources` };
  return {
    files: [
      {
        path: `server/src/core/features/${room}/${part}.ts`,
        text: `/** . */
import type { ${plan.type} } from './source.ts';

export const ${variable}: ${plan.type} = {
  name: '${part}',
  ${plan.body}
};
`,
        fresh: true,
      },
      { path: list, text: listed, fresh: false },
    ],
    next: `first a case in test/features/${room}.test.ts (server/docs/adding-a-feature.md)`,
  };
};
