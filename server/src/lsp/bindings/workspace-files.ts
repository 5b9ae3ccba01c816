/** The other files of the workspace: what the server reads of them, and when. */
import type { Binding } from '../binding.ts';

export const workspaceFiles: Binding = {
  register({ documents, settings, index, folders, guard }) {
    let on: boolean | undefined;
    const follow = async (): Promise<void> => {
      const { ctx } = await settings.of(undefined);
      const wanted = ctx.settings.workspaceIndex === 'on';
      if (wanted === on) return;
      on = wanted;
      index.follow(wanted ? folders : []);
    };
    const again = (): void => {
      follow().catch((error: unknown) => {
        guard.report('workspaceIndex', error);
      });
    };
    documents.onChange((uri) => {
      index.edited(uri);
      // Nothing is read before somebody has a file to look at.
      if (on === undefined) again();
    });
    documents.onClose((uri) => {
      index.closed(uri);
    });
    settings.onChange(() => {
      if (on !== undefined) again();
    });
  },
};
