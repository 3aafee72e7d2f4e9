package io.stoa.core.stream;

import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.xml.XmlException;

/** The stream errors of what a reader refuses (RFC 6120 §4.9.3, §11). Stateless. */
final class ReaderErrors {

    private ReaderErrors() {}

    static StreamError streamError(XmlException broken) {
        StreamCondition condition =
                switch (broken.kind()) {
                    case NOT_WELL_FORMED -> StreamCondition.NOT_WELL_FORMED;
                    case RESTRICTED_XML -> StreamCondition.RESTRICTED_XML;
                    case BAD_NAMESPACE_PREFIX -> StreamCondition.BAD_NAMESPACE_PREFIX;
                    case UNSUPPORTED_ENCODING -> StreamCondition.UNSUPPORTED_ENCODING;
                    case BAD_FORMAT -> StreamCondition.BAD_FORMAT;
                    case LIMIT -> StreamCondition.POLICY_VIOLATION;
                };
        return StreamError.of(condition);
    }
}
