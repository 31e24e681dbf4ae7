import type { CellParameters } from '../../lib/contract/cell-parameters';
import { apiRoutes, modelsPath } from '../../lib/engine/api-routes';
import { engineRequestLimit } from '../../lib/engine/engine-flags';
import { errorAnswers } from './error-answers';
import { guardFiles } from './guard-files';

export interface GuardPlace {
  readonly address: string;
  readonly port: number;
  readonly enginePorts: readonly number[];
  /** Folder of the files that HAProxy reads, and of its socket. */
  readonly folder: string;
  readonly mostBodyBytes: number;
}

/** What the configuration follows from, of all that an instance is told about its cell. */
export type GuardedCell = Pick<
  CellParameters,
  'task' | 'chat' | 'maxConcurrentRequestsPerReplica' | 'tenantClaim' | 'adapterTenants'
>;

/** A part of HAProxy's configuration: its heading, and the lines below it. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** Name of the backend with all engines of the instance. */
export const engineBackend = 'engines';

/** Name of an engine in it. */
export const serverName = (index: number): string => `engine${index}`;

/** Name of the table that counts answers, by engine and status. */
export const answerTable = 'answers';

/**
 * A body up to this length is there as a whole before an engine is chosen, so that a client that sends slowly takes no place.
 * It is more than the firewall of a public fleet lets through.
 */
const bufferBytes = 512 * 1024;

/** Longer heads are refused: Node, which read them before, took 16 KiB. Assumed. */
const mostHeadBytes = 32 * 1024;

/** Connections of load balancers without a request, and of clients that still send. Assumed. */
const spareConnections = 2000;

/** A p5 makes about 25,000 chunks a second, which one thread passes on. Assumed: the others are for peaks. */
const threads = 4;

const limits = {
  connect: '250ms',
  /** For a head, from its first byte on. Assumed. */
  head: '10s',
  /** For a body, or the part of it that is read before an engine is chosen. Assumed. */
  body: '30s',
  /** For a client that neither sends nor reads. Assumed. */
  client: '60s',
  /** For a place on an engine, when all are full. Assumed. */
  queue: '500ms',
  /** Longer than a load balancer may keep a connection without use, or it would send a request into a closing one. */
  idle: '4100s',
  /** For the first byte and between two: the agent, not the guard, says that an engine hangs. */
  answer: '3600s',
} as const;

/**
 * Headers that concern one connection only, besides those that `Connection` names. Framing is HAProxy's own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const ofThisHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade', 'proxy-authenticate'];

/** What the load balancer has checked already and the engine need not know. */
const credentials = ['authorization', 'cookie', 'proxy-authorization', 'expect'];

const onlyIn = (condition: boolean, ...lines: readonly string[]): readonly string[] => (condition ? lines : []);

const deny = (status: number, condition: string): string => `http-request deny deny_status ${status} ${condition}`;

/** HAProxy's whole configuration for one instance. Every engine is closed until the agent opens it. */
export function guardConfiguration(parameters: GuardedCell, place: GuardPlace): Section[] {
  const { address, port, enginePorts, folder, mostBodyBytes } = place;
  const files = guardFiles(folder);
  const running = engineRequestLimit(parameters.maxConcurrentRequestsPerReplica);
  const routes = apiRoutes(parameters);
  const paths = (method: string): string =>
    routes
      .filter((route) => route.method === method)
      .flatMap((route) => route.paths)
      .join(' ');
  const listsModels = parameters.adapterTenants !== undefined;
  return [
    {
      heading: 'global',
      lines: [
        `maxconn ${2 * running * enginePorts.length + spareConnections}`,
        `nbthread ${threads}`,
        `stats socket ${files.socket} mode 600 level admin`,
        // A state for each thread: threads that share one crash in Lua filters before 2.6.17 (github.com/haproxy/haproxy/issues/2467).
        `lua-load-per-thread ${files.script}`,
        `tune.bufsize ${bufferBytes}`,
      ],
    },
    {
      heading: 'defaults',
      lines: [
        'mode http',
        `timeout connect ${limits.connect}`,
        `timeout client ${limits.client}`,
        `timeout server ${limits.answer}`,
        `timeout queue ${limits.queue}`,
        `timeout http-request ${limits.head}`,
        `timeout http-keep-alive ${limits.idle}`,
        // A token is passed on as it comes; without this HAProxy waits for more of them.
        'option http-no-delay',
        // The request of a client that is gone ends on its engine.
        'option abortonclose',
        // vLLM closes idle connections after five seconds, and a request that crosses that would be lost.
        'option http-server-close',
        'http-reuse never',
        // An engine that takes no connection was sent nothing: another one may be asked.
        'retries 1',
        'option redispatch 1',
        'option disable-h2-upgrade',
        'option http-restrict-req-hdr-names delete',
        ...errorAnswers,
      ],
    },
    {
      heading: 'frontend serving',
      lines: [
        `bind ${address}:${port}`,
        `acl asked_post path -m str ${paths('POST')}`,
        `acl asked_get path -m str ${paths('GET')}`,
        'acl post method POST',
        'acl get method GET',
        deny(404, 'unless { url_beg / }'),
        deny(404, 'unless post asked_post or get asked_get'),
        deny(400, 'if { req.hdr(upgrade) -m found }'),
        deny(400, 'if { req.fhdr_cnt(authorization) gt 1 }'),
        deny(400, `if { req.hdrs,length gt ${mostHeadBytes} }`),
        deny(503, `if { nbsrv(${engineBackend}) eq 0 }`),
        deny(413, `if { req.hdr_val(content-length) gt ${mostBodyBytes} }`),
        `http-request wait-for-body time ${limits.body} if post`,
        // A body of a GET would be a riddle to whatever reads it next.
        deny(400, 'if get { req.body_size gt 0 }'),
        // Neither UTF-16 nor UTF-32 begins so: the engine reads the body as UTF-8, as the script does.
        deny(400, String.raw`if post !{ req.body -m reg '^[\x20\t\r\n]*\{[^\x00]' }`),
        'http-request lua.admit',
        deny(500, 'unless { var(txn.added) -m found }'),
        'filter lua.body',
        ...ofThisHop.concat(credentials).map((name) => `http-request del-header ${name}`),
        'http-request set-header host 127.0.0.1',
        ...onlyIn(listsModels, `http-request set-var(txn.lists) bool(true) if get { path ${modelsPath} }`),
        `default_backend ${engineBackend}`,
      ],
    },
    {
      // Answers of each engine by status. The agent reads them.
      heading: `backend ${answerTable}`,
      lines: ['stick-table type string len 32 size 10k store gpc0'],
    },
    {
      heading: `backend ${engineBackend}`,
      lines: [
        'balance leastconn',
        'http-response lua.end_hop',
        'http-response set-var(txn.status) status',
        `http-response track-sc0 srv_name,concat(/,txn.status) table ${answerTable}`,
        'http-response sc-inc-gpc0(0)',
        // vLLM sends its status before the first token. It is held until that token, so that what fails before it is an error.
        `http-response wait-for-body time ${limits.answer} at-least 1`,
        'http-response return status 502 default-errorfiles if { status 200 } { res.body_len eq 0 }',
        'http-response return status 502 default-errorfiles unless { status 200:599 }',
        ...onlyIn(
          listsModels,
          'http-response wait-for-body time 10s if { var(txn.lists) -m bool }',
          'http-response lua.list_models if { var(txn.lists) -m bool }',
          'http-response return status 200 content-type application/json lf-string "%[var(txn.models)]" if { var(txn.models) -m found }',
          'http-response return status 502 default-errorfiles if { var(txn.lists) -m bool }',
        ),
        ...ofThisHop.map((name) => `http-response del-header ${name}`),
        ...enginePorts.map(
          (enginePort, index) => `server ${serverName(index)} 127.0.0.1:${enginePort} maxconn ${running} disabled`,
        ),
      ],
    },
  ];
}

/** As HAProxy reads it. */
export const configurationText = (sections: readonly Section[]): string =>
  sections.map(({ heading, lines }) => `${heading}\n${lines.map((line) => `  ${line}\n`).join('')}`).join('\n');
