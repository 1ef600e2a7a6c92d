"""Judging: if the claim is exactly kept, is the requirement certainly kept?"""
