import type { PubSub } from '@wecube/kit';
import { Arg, Authorized, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { PACKAGE_UPLOAD_CHANGED, type PackageUploadEvent } from '../app/publish-upload.ts';
import type { PackageUploadRecord } from '../domain/package-upload.ts';
import { PackageUploadChangedObject, PackageUploadObject } from './package-upload.object.ts';

export type UploadsFace = {
  findUpload(id: string): Promise<PackageUploadRecord | null>;
  openUploads(): Promise<PackageUploadRecord[]>;
};

/** A class per module instance, since type-graphql takes a subscription's source in its decorator. */
export function packageUploadsResolver(pubSub: PubSub, uploads: UploadsFace) {
  @Resolver()
  class PackageUploadsResolver {
    @Authorized('package:read')
    @Query(() => PackageUploadObject, { nullable: true })
    async packageUpload(@Arg('id', () => ID) id: string): Promise<PackageUploadObject | null> {
      const upload = await uploads.findUpload(id);
      return upload && presentUpload(upload);
    }

    @Authorized('package:read')
    @Query(() => [PackageUploadObject], { description: 'What is under way, and what was refused lately.' })
    async packageUploads(): Promise<PackageUploadObject[]> {
      return (await uploads.openUploads()).map(presentUpload);
    }

    @Authorized('package:read')
    @Subscription(() => PackageUploadChangedObject, {
      description: 'How far uploads are; `upload` is null when it was taken away.',
      subscribe: () => pubSub.subscribe<PackageUploadEvent>(PACKAGE_UPLOAD_CHANGED),
    })
    async packageUploadChanged(@Root() event: PackageUploadEvent): Promise<PackageUploadChangedObject> {
      const upload = await uploads.findUpload(event.subject);
      return { ...event, upload: upload && presentUpload(upload) };
    }
  }
  return [PackageUploadsResolver, new PackageUploadsResolver()] as const;
}

function presentUpload({ holder: _holder, ownerId: _ownerId, problems, ...upload }: PackageUploadRecord) {
  return { ...upload, problems: problems as PackageUploadObject['problems'] };
}
