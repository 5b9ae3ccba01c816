/** Our own requests: reference pages, the list of all pages, and what the status item shows. */
import {
  namesRequest,
  pageRequest,
  statusChangedNotification,
  statusRequest,
  type NameEntry,
  type PageParams,
  type PageResult,
  type StatusResult,
} from '../../protocol.ts';
import type { Binding } from '../binding.ts';

export const pages: Binding = {
  register({ connection, service, settings, guard }) {
    connection.onRequest(
      pageRequest,
      guard.request<PageParams, PageResult | null>(pageRequest, null, async (params) => {
        const { ctx } = await settings.of(undefined);
        const { name, kind, arch } = params;
        const target = arch === undefined ? ctx.target : { ...ctx.target, arch };
        return service.page(name, { ...ctx, target }, kind) ?? null;
      }),
    );
    connection.onRequest(
      namesRequest,
      guard.request<unknown, readonly NameEntry[]>(namesRequest, [], () => service.names()),
    );
    connection.onRequest(
      statusRequest,
      guard.request<unknown, StatusResult>(statusRequest, { target: '', data: '' }, async () =>
        service.status((await settings.of(undefined)).ctx),
      ),
    );
    settings.onChange(() => {
      void connection.sendNotification(statusChangedNotification);
    });
  },
};
