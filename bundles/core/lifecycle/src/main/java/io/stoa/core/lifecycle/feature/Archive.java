package io.stoa.core.lifecycle.feature;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A feature in one file: a zip with the feature's {@code .json} at the top and its jars in {@code
 * repo/}, in the layout of Maven or flat. Every jar is held to a SHA-256, from the feature's file
 * or from {@code repo/SHA256SUMS}. No name in the archive becomes the name of a file, and no size
 * that it tells is believed. Not thread-safe.
 */
public final class Archive {

    /** The end of an archive's name. */
    public static final String SUFFIX = ".zip";

    private static final Pattern TOP = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*\\.json");
    private static final Pattern SUM = Pattern.compile("([0-9a-fA-F]{64})\\s+[*]?(\\S.*)");
    private static final String SUMS = "SHA256SUMS";
    private static final int LONGEST_NAME = 512;
    private static final long LONGEST_TEXT = 1024 * 1024;
    private static final Limits LIMITS = new Limits(1000, 128L * 1024 * 1024, 256L * 1024 * 1024);

    /**
     * How much may be in an archive.
     *
     * @param entries how many entries
     * @param packed how long the file may be
     * @param unpacked how long all that is taken out of it may be
     */
    record Limits(int entries, long packed, long unpacked) {}

    private final Path file;
    private final ZipFile zip;
    private final Limits limits;
    private long unpacked;

    private Archive(Path file, ZipFile zip, Limits limits) {
        this.file = file;
        this.zip = zip;
        this.limits = limits;
    }

    /**
     * Unpacks an archive, unless that was done already.
     *
     * @param folder in which a folder is made for it
     * @return the feature's file; the jars of the archive are beside it
     * @throws FeatureException when it is none, is not whole, or is more than an archive may be
     */
    public static Path unpack(Path file, Path folder) {
        return unpack(file, folder, LIMITS);
    }

    static Path unpack(Path file, Path folder, Limits limits) {
        try {
            if (Files.size(file) > limits.packed()) {
                throw new FeatureException(
                        file.getFileName()
                                + " is longer than an archive may be, "
                                + limits.packed()
                                + " bytes; leave out what the feature does not need");
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return new Archive(file, zip, limits).into(folder.resolve(Sha256.of(file)));
            }
        } catch (ZipException | EOFException broken) {
            throw new FeatureException(
                    file.getFileName()
                            + " is not a whole zip archive ("
                            + broken.getMessage()
                            + "); copy it again",
                    broken);
        } catch (IOException failure) {
            throw new FeatureException(
                    file.getFileName()
                            + " cannot be unpacked ("
                            + failure
                            + "); nothing was changed; is the disk full?",
                    failure);
        }
    }

    private Path into(Path folder) throws IOException {
        List<? extends ZipEntry> entries = Collections.list(zip.entries());
        check(entries);
        ZipEntry top = top(entries);
        Path json = folder.resolve(top.getName());
        if (Files.exists(json)) {
            return json;
        }
        Files.createDirectories(folder);
        String text = text(top);
        Feature feature = FeatureReader.read(top.getName(), text);
        Map<String, String> sums = sums();
        Set<String> taken = new HashSet<>();
        for (FeatureBundle bundle : feature.bundles()) {
            Optional<ZipEntry> entry = entry(bundle);
            if (entry.isPresent()) {
                taken.add(entry.get().getName());
                take(bundle, entry.get(), folder, sums);
            }
        }
        refuseOthers(entries, taken, top.getName());
        Files.writeString(json, text); // last: whoever finds it finds everything
        return json;
    }

    private void check(List<? extends ZipEntry> entries) {
        if (entries.size() > limits.entries()) {
            throw wrong(
                    "has "
                            + entries.size()
                            + " entries; more than "
                            + limits.entries()
                            + " are not taken");
        }
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (leaves(name)) {
                throw wrong(
                        "has an entry “"
                                + name.replaceAll("\\p{Cntrl}", "?")
                                + "”, which is no path inside of it; do not trust whoever made it");
            }
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw wrong("has the entry " + name + " twice; pack it anew");
            }
        }
    }

    private static boolean leaves(String name) {
        return name.length() > LONGEST_NAME
                || name.startsWith("/")
                || name.chars().anyMatch(it -> it < ' ' || it == '\\' || it == ':' || it == 127)
                || Arrays.asList(name.split("/", -1)).contains("..");
    }

    private ZipEntry top(List<? extends ZipEntry> entries) {
        List<? extends ZipEntry> tops =
                entries.stream().filter(it -> TOP.matcher(it.getName()).matches()).toList();
        if (tops.size() != 1) {
            throw wrong(
                    "has "
                            + (tops.isEmpty() ? "no" : "more than one")
                            + " feature .json at its top; exactly one belongs there, with the jars"
                            + " in repo/ beside it");
        }
        return tops.getFirst();
    }

    private Optional<ZipEntry> entry(FeatureBundle bundle) {
        Coordinates id = bundle.id();
        String maven = id.group().replace('.', '/') + "/" + id.artifact() + "/" + id.version();
        return Stream.of("repo/" + maven + "/", "repo/", "")
                .map(it -> zip.getEntry(it + id.fileName()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private void take(FeatureBundle bundle, ZipEntry entry, Path folder, Map<String, String> sums)
            throws IOException {
        String name = bundle.id().fileName();
        String listed = sums.getOrDefault(name, "");
        String wanted = bundle.sha256().isEmpty() ? listed : bundle.sha256();
        if (wanted.isEmpty()) {
            throw wrong(
                    "does not say what "
                            + entry.getName()
                            + " hashes to; write it into repo/SHA256SUMS, as sha256sum does, or as"
                            + " \"sha256\" beside the bundle's id");
        }
        Path jar = folder.resolve(name);
        copy(entry, jar);
        String found = Sha256.of(jar);
        if (!found.equals(wanted) || !(listed.isEmpty() || listed.equals(found))) {
            throw wrong(
                    "has "
                            + entry.getName()
                            + ", which does not have the SHA-256 that it is held to; get the"
                            + " archive again");
        }
    }

    private void copy(ZipEntry entry, Path to) throws IOException {
        byte[] chunk = new byte[64 * 1024];
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                unpacked += read;
                if (unpacked > limits.unpacked()) {
                    throw wrong(
                            "is longer than "
                                    + limits.unpacked()
                                    + " bytes when it is unpacked; that much is not taken");
                }
                out.write(chunk, 0, read);
            }
        }
    }

    /** Returns what {@code SHA256SUMS} says, by the names of the jars without their folders. */
    private Map<String, String> sums() throws IOException {
        Map<String, String> sums = new HashMap<>();
        ZipEntry entry =
                Stream.of("repo/" + SUMS, SUMS)
                        .map(zip::getEntry)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (entry == null) {
            return sums;
        }
        for (String line : text(entry).lines().filter(it -> !it.isBlank()).toList()) {
            Matcher sum = SUM.matcher(line.strip());
            if (!sum.matches()) {
                throw wrong("has a line in " + entry.getName() + " that sha256sum did not write");
            }
            String name = sum.group(2).substring(sum.group(2).lastIndexOf('/') + 1);
            sums.put(name, sum.group(1).toLowerCase(Locale.ROOT));
        }
        return sums;
    }

    private String text(ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) LONGEST_TEXT + 1);
            if (bytes.length > LONGEST_TEXT) {
                throw wrong("has " + entry.getName() + " longer than 1 MiB, which is not read");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** A jar that nobody names was meant to be named. */
    private void refuseOthers(List<? extends ZipEntry> entries, Set<String> taken, String top) {
        for (ZipEntry entry : entries) {
            if (entry.getName().endsWith(".jar") && !taken.contains(entry.getName())) {
                throw wrong(
                        "has "
                                + entry.getName()
                                + ", which "
                                + top
                                + " does not name as a bundle; name it, or leave it out");
            }
        }
    }

    private FeatureException wrong(String what) {
        return new FeatureException(file.getFileName() + " " + what);
    }
}
