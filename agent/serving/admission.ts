import { apiRoutes, type ServedModel } from '../../lib/engine/api-routes';

/** Without the query. */
export const pathOf = (url: string | undefined): string => url?.split('?')[0] ?? '';

/** The load balancer forwards nothing else for a model; an engine answers much more. */
export const mayBeAsked = (model: ServedModel, method: string | undefined, url: string | undefined): boolean =>
  apiRoutes(model).some((route) => route.method === method && route.paths.includes(pathOf(url)));
