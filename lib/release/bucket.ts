import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { UserError } from '../util/errors';
import { explainNetworkError } from '../util/system-errors';
import { isPublicUrl, withoutPassword } from '../util/urls';

/** The headers of an object. */
export interface ObjectHeaders {
  contentType: string;
  cacheControl: string;
  contentEncoding?: string;
}

/** In milliseconds: after this time without a response, a request is repeated. */
const timeoutMs = 20_000;
/** How many objects one request can delete (S3). */
export const mostAtOnce = 1000;

/**
 * Turns errors of the store and of the SDK that the user can fix into a `UserError`.
 *
 * @throws {UserError} for those, or the original error
 */
export function explain(error: unknown): never {
  const unreachable = explainNetworkError(error, 'the store');
  if (unreachable !== undefined || isTimeout(error))
    throw new UserError(
      `The store cannot be reached: ${unreachable ?? 'no response'}. Check ${endpoint()?.name ?? 'AWS_REGION'} and the connection, and run the release again.`,
    );
  if (error instanceof S3ServiceException)
    throw new UserError(`The store responded with ${error.name}${error.message ? `: ${error.message}` : ''}`);
  const { name = '', message = '' } = error instanceof Error ? error : {};
  if (name === 'CredentialsProviderError' || message.startsWith('Region is missing'))
    throw new UserError(
      `${message}. Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, or AWS_PROFILE.`,
    );
  throw error;
}

const isTimeout = (error: unknown) =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

/** The URL of a store other than Amazon's, and the environment variable that sets it. */
function endpoint(): { name: string; url: string } | undefined {
  for (const name of ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL']) {
    const url = process.env[name];
    if (url) return { name, url };
  }
  return undefined;
}

/** In bytes. Keys may have 1,024 (S3), and paths of the site need most of them. */
const longestPrefix = 512;

/**
 * Whether a prefix means the same to stores, CDNs and file systems: no part is empty, begins with a
 * dot, or has a character with a special meaning in one of them.
 */
const isPrefix = (path: string) =>
  path
    .replace(/\/$/, '')
    .split('/')
    .every((part) => /^(?!\.)[\p{L}\p{M}\p{N} !()'_.~@+=,&-]+$/u.test(part)) &&
  Buffer.byteLength(path) <= longestPrefix;

/** The objects of a bucket below a prefix. Keys are relative to the prefix. */
export class Bucket {
  private readonly client: S3Client;
  /** A client without retries: before each attempt to write, the caller checks whether it still may. */
  private readonly hasty: S3Client;

  constructor(
    private readonly name: string,
    private readonly prefix: string,
  ) {
    // The SDK warns that future versions will not support Node 20. The locked version does.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
    const other = endpoint();
    if (other && !isPublicUrl(other.url))
      throw new UserError(
        `${other.name}: expected an http(s) URL without a password, found ${JSON.stringify(withoutPassword(other.url))}. Credentials go into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
      );
    const options: S3ClientConfig = {
      // Other stores rarely have a host name for each bucket, and usually have only one region.
      ...(other ? { region: process.env.AWS_REGION || 'us-east-1', forcePathStyle: true } : {}),
      requestHandler: { connectionTimeout: timeoutMs, socketTimeout: timeoutMs },
      // Older stores do not support the newer checksums of S3.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    };
    this.client = new S3Client({ ...options, maxAttempts: 5 });
    this.hasty = new S3Client({ ...options, maxAttempts: 1 });
  }

  /**
   * Parses a location such as `s3://bucket/prefix`.
   *
   * @throws {UserError} if it is invalid
   */
  static at(place: string): Bucket {
    const [, name = '', path = ''] = /^s3:\/\/([a-z0-9.-]{3,63})(?:\/(.*))?$/s.exec(place) ?? [];
    if (!/^[a-z0-9]+(?:[.-]+[a-z0-9]+)*$/.test(name) || name.includes('..'))
      throw new UserError(
        `Expected a location such as s3://bucket/prefix, found ${JSON.stringify(withoutPassword(place))}`,
      );
    if (path !== '' && !isPrefix(path))
      throw new UserError(
        `Expected a prefix such as s3://${name}/blog, with letters, digits, hyphens and single slashes, and no part that begins with a dot, found ${JSON.stringify(place)}`,
      );
    return new Bucket(name, path.replace(/\/$/, '').replace(/(.)$/, '$1/'));
  }

  /**
   * Lists objects, sorted by key. Objects with the same tag have the same content. A copy has the tag
   * of the original, except if the store encrypts each object differently.
   *
   * @param below a prefix of the keys
   * @param past list only keys after this one
   */
  async *list(below = '', past?: string): AsyncGenerator<{ key: string; tag: string }> {
    const Prefix = this.prefix + below;
    const StartAfter = past === undefined ? undefined : this.prefix + past;
    let ContinuationToken: string | undefined;
    do {
      const page = await this.client.send(
        new ListObjectsV2Command({ Bucket: this.name, Prefix, StartAfter, ContinuationToken }),
      );
      for (const { Key = '', ETag = '' } of page.Contents ?? [])
        yield { key: Key.slice(this.prefix.length), tag: ETag };
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  }

  /** @returns `undefined` if there is no such object */
  async get(key: string): Promise<Buffer | undefined> {
    try {
      const { Body } = await this.client.send(
        new GetObjectCommand({ Bucket: this.name, Key: this.prefix + key }),
      );
      return Body && Buffer.from(await Body.transformToByteArray());
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  }

  async put(key: string, content: Uint8Array | string, headers?: ObjectHeaders): Promise<void> {
    await this.client.send(new PutObjectCommand(this.write(key, content, headers)));
  }

  /** Writes a small object whose existence is a signal to other releases. */
  async mark(key: string, content: string, signal: AbortSignal): Promise<void> {
    await this.hasty.send(new PutObjectCommand(this.write(key, content)), { abortSignal: signal });
  }

  /** Creates an object if it does not exist. @returns whether it did. Of several clients that try, one succeeds. */
  async create(key: string, content: Uint8Array | string): Promise<boolean> {
    try {
      await this.client.send(new PutObjectCommand({ ...this.write(key, content), IfNoneMatch: '*' }));
      return true;
    } catch (error) {
      const status = error instanceof S3ServiceException && error.$metadata.httpStatusCode;
      if (status !== 412 && status !== 409) throw error;
      // If a response was lost, the SDK has repeated the request. Then the object is ours.
      return (await this.get(key))?.equals(Buffer.from(content)) ?? false;
    }
  }

  /** Copies an object within the store, with its headers. */
  async copy(from: string, to: string, signal: AbortSignal): Promise<void> {
    const source = `${this.name}/${this.prefix}${from}`.split('/').map(encodeURIComponent).join('/');
    await this.hasty.send(
      new CopyObjectCommand({ Bucket: this.name, Key: this.prefix + to, CopySource: source }),
      { abortSignal: signal },
    );
  }

  /** @param keys at most `mostAtOnce` */
  async remove(keys: readonly string[], signal: AbortSignal): Promise<void> {
    const Objects = keys.map((key) => ({ Key: this.prefix + key }));
    const { Errors = [] } = await this.hasty.send(
      new DeleteObjectsCommand({ Bucket: this.name, Delete: { Objects, Quiet: true } }),
      { abortSignal: signal },
    );
    const [failed] = Errors;
    if (failed) throw new Error(`could not delete ${failed.Key}: ${failed.Message}`);
  }

  private write(key: string, Body: Uint8Array | string, headers?: ObjectHeaders) {
    return {
      Bucket: this.name,
      Key: this.prefix + key,
      Body,
      ContentType: headers?.contentType ?? 'application/json',
      CacheControl: headers?.cacheControl ?? 'no-store',
      ContentEncoding: headers?.contentEncoding,
    };
  }
}
