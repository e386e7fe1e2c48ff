-- AlterTable: what was counted before belongs to nobody. It was to count for an hour, which a change of the version is worth.
ALTER TABLE "TokenCall" ADD COLUMN "ownerMark" TEXT NOT NULL DEFAULT '';
ALTER TABLE "TokenCall" ADD COLUMN "secretMark" TEXT NOT NULL DEFAULT '';
