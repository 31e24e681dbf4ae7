import { apiRoutes } from '../../lib/engine/api-routes';

const routes = Object.values(apiRoutes).flat();

/** The load balancer forwards nothing else; an engine answers much more. */
export const mayBeAsked = (method: string | undefined, url: string | undefined): boolean =>
  routes.some((route) => route.method === method && route.paths.includes(url?.split('?')[0] ?? ''));
