// A place in a bucket, as its URL names it.

/** Whose service it is, or whose protocol: MinIO, Ceph and R2 speak S3's. */
export type CloudProvider = 's3' | 'gcs' | 'azure';

/** A folder of a bucket (Azure: of a container). Holds no secret. */
export interface CloudPlace {
  readonly provider: CloudProvider;
  /** In one spelling, whatever the user typed: `s3://bucket/path`, `gs://bucket/path`, `az://account/container/path`. */
  readonly url: string;
  /** Bucket, or container of Azure. */
  readonly bucket: string;
  /** Storage account of Azure, else empty. */
  readonly account: string;
  /** Below the bucket, without slashes at its ends; `''` is all of it. */
  readonly prefix: string;
  /** What an https form of S3 says of it. */
  readonly region?: string;
  /** Of an account in another cloud of Azure than the public one: `https://account.blob.core.chinacloudapi.cn`. */
  readonly endpoint?: string;
}
