import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { commonReasonIn } from './reasons.ts';
import { isConnection, statusOf } from './retry.ts';

/** An application that an administrator has registered, or a token that somebody got otherwise. */
const accountSchema = z.union([
  z.object({ accessToken: z.string().min(1) }),
  z.object({ tenant: z.string().min(1), clientId: z.string().min(1), clientSecret: z.string().min(1) }),
]);
export type GraphAccount = z.infer<typeof accountSchema>;

/** Microsoft's addresses; tests have a server of their own. */
export interface GraphServers {
  graph: string;
  login: string;
}
export const MICROSOFT: GraphServers = {
  graph: 'https://graph.microsoft.com/v1.0',
  login: 'https://login.microsoftonline.com',
};

/** From a file, the secret also from the environment; what is in them is told to nobody. */
export function graphAccountFrom(path: string | undefined): GraphAccount {
  const { QUIPU_GRAPH_SECRET: clientSecret } = process.env;
  try {
    const found = JSON.parse(readFileSync(path ?? '', 'utf8').replace(/^\uFEFF/, '')) as object;
    return accountSchema.parse({ ...found, ...(clientSecret !== undefined && { clientSecret }) });
  } catch {
    throw new Failure(
      text(
        'Diga con --credentials el archivo JSON de la aplicación: tenant, clientId y clientSecret. Vea docs/drive.md.',
        'Give the JSON file of the application with --credentials: tenant, clientId and clientSecret. See docs/drive-en.md.',
      ),
      2,
    );
  }
}

/** An answer that is none; what it says is not passed on. */
class GraphError extends Error {
  constructor(readonly response: { status: number; headers: Headers }) {
    super(`status ${response.status}`);
  }
}

const notUnderstood = new GraphError({ status: 400, headers: new Headers() });

/** Asks Microsoft Graph, for reading alone. */
export class Graph {
  private token: string | null = null;

  constructor(
    private readonly account: GraphAccount,
    readonly servers: GraphServers,
  ) {}

  /**
   * An answer in the shape that is expected.
   * @param path below the server's address, or a whole address that an answer gave
   * @throws GraphError also for a page that some network shows instead
   */
  async json<T>(path: string, shape: z.ZodType<T>): Promise<T> {
    const response = await this.ask(path);
    const found = shape.safeParse(await response.json().catch(() => null));
    if (!found.success) throw notUnderstood;
    return found.data;
  }

  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.ask(path)).arrayBuffer());
  }

  private async ask(path: string): Promise<Response> {
    const address = path.startsWith('/') ? this.servers.graph + path : path;
    // The token goes to nobody else, whatever an answer says.
    if (!address.startsWith(`${this.servers.graph}/`)) throw notUnderstood;
    for (let tried = 1; ; tried += 1) {
      this.token ??= await this.newToken();
      const response = await fetch(address, { headers: { authorization: `Bearer ${this.token}` } });
      if (response.ok) return response;
      await response.body?.cancel();
      // A token lasts an hour.
      this.token = null;
      if (response.status !== 401 || tried > 1 || 'accessToken' in this.account) throw new GraphError(response);
    }
  }

  private async newToken(): Promise<string> {
    if ('accessToken' in this.account) return this.account.accessToken;
    const { tenant, clientId, clientSecret } = this.account;
    const response = await fetch(`${this.servers.login}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'https://graph.microsoft.com/.default',
      }),
    });
    if (!response.ok) {
      await response.body?.cancel();
      // A wrong secret is told with 400 or 401.
      const { status } = response;
      throw new GraphError({ status: status === 400 ? 401 : status, headers: response.headers });
    }
    const given = z.object({ access_token: z.string() }).safeParse(await response.json().catch(() => null));
    if (!given.success) throw notUnderstood;
    return given.data.access_token;
  }
}

/** Why something cannot be fetched, in words; null for a defect. */
export function graphReasonIn(error: unknown): Text | null {
  const status = statusOf(error);
  if (status === 401)
    return text(
      'Microsoft no acepta las credenciales. Revíselas o pida otras.',
      'Microsoft does not take the credentials. Check them, or ask for others.',
    );
  if (status === 403)
    return text(
      'Microsoft no lo permite con esas credenciales. Dé a la aplicación permiso de lectura sobre el sitio (docs/drive.md).',
      'Microsoft does not allow it with these credentials. Give the application the permission to read the site (docs/drive-en.md).',
    );
  if (status === 404)
    return text(
      'Esa carpeta no está, o la aplicación no la ve. Copie otra vez el enlace del navegador.',
      'That folder is not there, or the application does not see it. Copy the link from the browser again.',
    );
  if (status === null && isConnection(error))
    return text(
      'No hay conexión con Microsoft. Revise la red y vuelva a intentar: lo ya hecho no se repite.',
      'There is no connection with Microsoft. Check the network and try again: what is done already is not done twice.',
    );
  return commonReasonIn(error);
}
