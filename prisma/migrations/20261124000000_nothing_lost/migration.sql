-- AlterTable
ALTER TABLE "Session" ADD COLUMN "confirmedAt" DATETIME;

-- AlterTable: not by a new table, as Prisma writes it: dropping the old one would cut the settings files off their attempts
ALTER TABLE "Attempt" ADD COLUMN "answeredAt" DATETIME;
ALTER TABLE "Attempt" ADD COLUMN "fence" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "SettingsFile" ADD COLUMN "backedUpAt" DATETIME;
ALTER TABLE "SettingsFile" ADD COLUMN "supersededAt" DATETIME;

-- CreateTable
CREATE TABLE "DataKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "wrappedBy" TEXT NOT NULL,
    "keyWrapped" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "retiredAt" DATETIME,
    CONSTRAINT "DataKey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TokenCall" (
    "clientKey" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "outcome" TEXT NOT NULL,

    PRIMARY KEY ("clientKey", "number")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "chain" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("chain", "sequence")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "chain" TEXT NOT NULL PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "DataKey_userId_idx" ON "DataKey"("userId");

-- CreateIndex
CREATE INDEX "DataKey_wrappedBy_idx" ON "DataKey"("wrappedBy");

-- CreateIndex
CREATE INDEX "TokenCall_at_idx" ON "TokenCall"("at");

-- CreateIndex
CREATE INDEX "SettingsFile_userId_clientId_idx" ON "SettingsFile"("userId", "clientId");
