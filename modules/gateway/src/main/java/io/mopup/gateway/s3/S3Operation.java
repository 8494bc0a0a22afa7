/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import static io.mopup.gateway.s3.S3Target.Level.BUCKET;
import static io.mopup.gateway.s3.S3Target.Level.OBJECT;
import static io.mopup.gateway.s3.S3Target.Level.SERVICE;

import io.mopup.gateway.s3.S3Target.Level;

/** The operations of the S3 API that are answered, each with how it is asked for and the permission that it needs. */
public enum S3Operation {
    LIST_BUCKETS("GET", SERVICE, "", "s3:ListAllMyBuckets", "account.get_account_buckets"),

    CREATE_BUCKET("PUT", BUCKET, "", "s3:CreateBucket", "bucket.put_bucket"),
    HEAD_BUCKET("HEAD", BUCKET, "", "s3:ListBucket", "bucket.head"),
    DELETE_BUCKET("DELETE", BUCKET, "", "s3:DeleteBucket", "bucket.delete_bucket"),
    LIST_OBJECTS("GET", BUCKET, "", "s3:ListBucket", "bucket.get"),
    LIST_OBJECTS_V2("GET", BUCKET, "list-type", "s3:ListBucket", "bucket.get"),
    LIST_OBJECT_VERSIONS("GET", BUCKET, "versions", "s3:ListBucketVersions", "bucket.get_versions"),
    GET_BUCKET_LOCATION("GET", BUCKET, "location", "s3:GetBucketLocation", "bucket.get_location"),
    GET_LIFECYCLE("GET", BUCKET, "lifecycle", "s3:GetLifecycleConfiguration", "bucket.get_lifecycle"),
    PUT_LIFECYCLE("PUT", BUCKET, "lifecycle", "s3:PutLifecycleConfiguration", "bucket.put_lifecycle"),
    DELETE_LIFECYCLE("DELETE", BUCKET, "lifecycle", "s3:PutLifecycleConfiguration", "bucket.delete_lifecycle"),
    DELETE_OBJECTS("POST", BUCKET, "delete", "s3:DeleteObject", "object.delete"),
    CREATE_SESSION("GET", BUCKET, "session", "s3express:CreateSession", "bucket.head"),
    LIST_MULTIPART_UPLOADS("GET", BUCKET, "uploads", "s3:ListBucketMultipartUploads", "bucket.get_uploads"),

    PUT_OBJECT("PUT", OBJECT, "", "s3:PutObject", "object.put"),
    GET_OBJECT("GET", OBJECT, "", "s3:GetObject", "object.get"),
    HEAD_OBJECT("HEAD", OBJECT, "", "s3:GetObject", "object.head"),
    DELETE_OBJECT("DELETE", OBJECT, "", "s3:DeleteObject", "object.delete"),
    CREATE_MULTIPART_UPLOAD("POST", OBJECT, "uploads", "s3:PutObject", "object.post_initiate_upload"),
    UPLOAD_PART("PUT", OBJECT, "uploadId", "s3:PutObject", "object.put_part"),
    COMPLETE_MULTIPART_UPLOAD("POST", OBJECT, "uploadId", "s3:PutObject", "object.post_complete_upload"),
    ABORT_MULTIPART_UPLOAD("DELETE", OBJECT, "uploadId", "s3:AbortMultipartUpload", "object.delete_upload"),
    LIST_PARTS("GET", OBJECT, "uploadId", "s3:ListMultipartUploadParts", "object.get_uploads");

    private final String method;
    private final Level level;
    private final String subresource;
    private final String action;
    private final String cosAction;

    S3Operation(
            final String method,
            final Level level,
            final String subresource,
            final String action,
            final String cosAction) {
        this.method = method;
        this.level = level;
        this.subresource = subresource;
        this.action = action;
        this.cosAction = "cloud-object-storage." + cosAction;
    }

    String method() {
        return method;
    }

    Level level() {
        return level;
    }

    /** The query parameter that asks for it; empty if none does. */
    String subresource() {
        return subresource;
    }

    /** The action that policies of S3 name. */
    String action() {
        return action;
    }

    /** The action that policies of COS name. */
    String cosAction() {
        return cosAction;
    }
}
