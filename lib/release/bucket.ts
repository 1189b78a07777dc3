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

/** What is told of an object to whoever asks for it. */
export interface ObjectHeaders {
  contentType: string;
  cacheControl: string;
  contentEncoding?: string;
}

/** After how many milliseconds without a sign of the store it is asked again. */
const timeoutMs = 20_000;
/** So many objects may be named in one request to delete them (S3). */
export const mostAtOnce = 1000;

/**
 * Says what the store does not like, or the SDK misses, as something that a user can mend.
 *
 * @throws {UserError} for that; anything else as it was
 */
export function explain(error: unknown): never {
  const unreachable = explainNetworkError(error, 'the store');
  if (unreachable !== undefined || isTimeout(error))
    throw new UserError(
      `The store cannot be reached: ${unreachable ?? 'it does not answer'}. Check ${endpoint()?.name ?? 'AWS_REGION'} and the connection, and run the release again.`,
    );
  if (error instanceof S3ServiceException)
    throw new UserError(`The store says ${error.name}${error.message ? `: ${error.message}` : ''}`);
  const { name = '', message = '' } = error instanceof Error ? error : {};
  if (name === 'CredentialsProviderError' || message.startsWith('Region is missing'))
    throw new UserError(
      `${message}. Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, or AWS_PROFILE.`,
    );
  throw error;
}

const isTimeout = (error: unknown) =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

/** Where the store is, if it is not Amazon's, and which variable says so. */
function endpoint(): { name: string; url: string } | undefined {
  for (const name of ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL']) {
    const url = process.env[name];
    if (url) return { name, url };
  }
  return undefined;
}

/** In bytes: a key may have 1,024 (S3), and most of them are for the site. */
const longestPrefix = 512;

/**
 * Whether a prefix is the same place to a store, to a CDN and to a file system: no part of it is
 * empty, begins with a dot, or has a character that one of them reads as something else.
 */
const isPrefix = (path: string) =>
  path
    .replace(/\/$/, '')
    .split('/')
    .every((part) => /^(?!\.)[\p{L}\p{M}\p{N} !()'_.~@+=,&-]+$/u.test(part)) &&
  Buffer.byteLength(path) <= longestPrefix;

/** The objects of a bucket whose keys begin with a prefix; keys are named without it. */
export class Bucket {
  private readonly client: S3Client;
  /** Asks once: whoever writes looks first, each time, whether it still may. */
  private readonly hasty: S3Client;

  constructor(
    private readonly name: string,
    private readonly prefix: string,
  ) {
    // It warns of versions to come, which will not run on Node 20; the locked one does.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
    const other = endpoint();
    if (other && !isPublicUrl(other.url))
      throw new UserError(
        `${other.name}: expected an http(s) URL without a password, found ${JSON.stringify(withoutPassword(other.url))}. Credentials go into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
      );
    const options: S3ClientConfig = {
      // Other stores seldom have a host name for each bucket, and mostly one region alone.
      ...(other ? { region: process.env.AWS_REGION || 'us-east-1', forcePathStyle: true } : {}),
      requestHandler: { connectionTimeout: timeoutMs, socketTimeout: timeoutMs },
      // Older stores do not know the checksums that S3 has learned since.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    };
    this.client = new S3Client({ ...options, maxAttempts: 5 });
    this.hasty = new S3Client({ ...options, maxAttempts: 1 });
  }

  /**
   * Reads a place such as `s3://bucket/prefix`.
   *
   * @throws {UserError} where it is none
   */
  static at(place: string): Bucket {
    const [, name = '', path = ''] = /^s3:\/\/([a-z0-9.-]{3,63})(?:\/(.*))?$/s.exec(place) ?? [];
    if (!/^[a-z0-9]+(?:[.-]+[a-z0-9]+)*$/.test(name) || name.includes('..'))
      throw new UserError(
        `Expected where the site is kept, such as s3://bucket/prefix, found ${JSON.stringify(withoutPassword(place))}`,
      );
    if (path !== '' && !isPrefix(path))
      throw new UserError(
        `Expected a prefix such as s3://${name}/blog, of letters, digits, hyphens and single slashes, no part of which begins with a dot, found ${JSON.stringify(place)}`,
      );
    return new Bucket(name, path.replace(/\/$/, '').replace(/(.)$/, '$1/'));
  }

  /**
   * The objects, sorted by their keys. Two with the same tag have the same content, and a copy
   * has the tag of what it is a copy of, except where the store encrypts each in another way.
   *
   * @param below with what their keys begin
   * @param past the key that they come after
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

  /** @returns nothing where there is no such object */
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

  /** Makes an object that tells something by being there. */
  async mark(key: string, content: string, signal: AbortSignal): Promise<void> {
    await this.hasty.send(new PutObjectCommand(this.write(key, content)), { abortSignal: signal });
  }

  /** Makes an object that is not there yet. @returns whether it was so: of several who try, one makes it */
  async create(key: string, content: Uint8Array | string): Promise<boolean> {
    try {
      await this.client.send(new PutObjectCommand({ ...this.write(key, content), IfNoneMatch: '*' }));
      return true;
    } catch (error) {
      const status = error instanceof S3ServiceException && error.$metadata.httpStatusCode;
      if (status !== 412 && status !== 409) throw error;
      // An answer that was lost on the way has been asked for again: then it is ours all the same.
      return (await this.get(key))?.equals(Buffer.from(content)) ?? false;
    }
  }

  /** RouteProps an object within the store, with its headers. */
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
