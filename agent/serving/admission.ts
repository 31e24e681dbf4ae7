import { apiRoutes, type ServedModel } from '../../lib/engine/api-routes';

/** The load balancer forwards nothing else for a model; an engine answers much more. */
export const mayBeAsked = (model: ServedModel, method: string | undefined, url: string | undefined): boolean =>
  apiRoutes(model).some((route) => route.method === method && route.paths.includes(url?.split('?')[0] ?? ''));
