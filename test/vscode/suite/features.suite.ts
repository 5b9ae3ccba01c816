/** Hover, completion, signature help, diagnostics and quick fixes, asked for as VS Code asks. */
import * as vscode from 'vscode';
import { doesNotMatch, equal, match, ok } from './assert.ts';
import { at, hoverText, openDemo, openText, problems, quickFixes, ruleOf } from './helpers.ts';

const unfinished = '#include <sys/mman.h>\nvoid *f(void) {\n  return mmap(0, 1, PROT_READ, MAP_';

suite('features', () => {
  test('hover on a call', async () => {
    const document = await openDemo();
    const text = await hoverText(document.uri, at(document, 'mmap(NULL, size, prot', 'mmap'));
    match(text, /MAP_FAILED/);
    match(text, /command:syscallLens\.openPage/);
  });

  test('hover on a flag answers the flag', async () => {
    const document = await openDemo();
    const text = await hoverText(document.uri, at(document, '| MAP_FIXED', 'MAP_FIXED'));
    match(text, /MAP_FIXED/);
    doesNotMatch(text, /MAP_POPULATE/);
  });

  test('no hover on a word in a comment', async () => {
    const document = await openDemo();
    equal(await hoverText(document.uri, at(document, 'Point at mmap', 'mmap')), '', 'hover');
  });

  test('completion in an unfinished call', async () => {
    const document = await openText(unfinished);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(unfinished.length),
    );
    const labels = list.items
      .filter(({ kind }) => kind === vscode.CompletionItemKind.Constant)
      .map(({ label }) => (typeof label === 'string' ? label : label.label));
    ok(labels.includes('MAP_PRIVATE'), labels.join());
    ok(!labels.includes('PROT_WRITE'), 'flags of another argument');
  });

  test('signature help follows the argument', async () => {
    const document = await openText(unfinished);
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      document.uri,
      document.positionAt(unfinished.length),
    );
    match(help.signatures[0]?.label ?? '', /mmap/);
    equal(help.activeParameter, 3, 'active parameter');
  });

  test('problems name their rule and lead to its page', async () => {
    const document = await openDemo();
    const found = await problems(document.uri);
    const rules = found.map(ruleOf);
    for (const rule of ['mem/write-exec', 'mem/mmap-null-check', 'mem/fixed-clobber'])
      ok(rules.includes(rule), `${rule} is not in ${rules.join()}`);
    for (const { code, message } of found) {
      ok(message.length <= 120, `too long: ${message}`);
      ok(typeof code === 'object' && code.target.scheme === 'syscall-lens', 'no page of the rule');
    }
  });

  test('a quick fix mends the text', async () => {
    const demo = await openDemo();
    const document = await openText(demo.getText());
    const problem = (await problems(document.uri)).find(
      (one) => ruleOf(one) === 'mem/mmap-null-check',
    );
    ok(problem, 'mem/mmap-null-check was not found');
    const actions = await quickFixes(document.uri, problem.range);
    const fix = actions.find(({ title }) => title.includes('MAP_FAILED'));
    ok(fix?.edit, actions.map(({ title }) => title).join());
    ok(await vscode.workspace.applyEdit(fix.edit), 'the edit was refused');
    match(document.getText(), /numbers == MAP_FAILED/);
  });

  test('a setting takes effect without a restart', async () => {
    const document = await openDemo();
    const settings = vscode.workspace.getConfiguration('syscallLens');
    const position = at(document, 'mmap(NULL, size, prot', 'mmap');
    await settings.update('hover.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      equal(await hoverText(document.uri, position), '', 'hover while off');
    } finally {
      await settings.update('hover.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
    match(await hoverText(document.uri, position), /MAP_FAILED/);
  });
});
